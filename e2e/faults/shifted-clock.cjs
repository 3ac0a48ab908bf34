// Preloaded into a process whose clock shall be wrong by CLOCK_SHIFT_MS.
const Right = Date
const shift = Number(process.env.CLOCK_SHIFT_MS)

globalThis.Date = class ShiftedDate extends Right {
  constructor(...given) {
    if (given.length === 0) super(Right.now() + shift)
    else super(...given)
  }

  static now() {
    return Right.now() + shift
  }
}
