// Preloaded into a process whose clock shall be wrong by CLOCK_SHIFT_MS.
const Right = Date
const shift = Number(process.env.CLOCK_SHIFT_MS)

globalThis.Date = class ShiftedDate extends Right {
  constructor(...given) {
    if (given.length === 0) super(Right.now() + shift)
    else super(...given)
  }

  // Own ones, as the right clock has them: Next copies what the constructor itself holds.
  static now() {
    return Right.now() + shift
  }

  static parse(text) {
    return Right.parse(text)
  }

  static UTC(...parts) {
    return Right.UTC(...parts)
  }
}
