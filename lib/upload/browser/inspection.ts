export type Inspection = {
  verdict: 'fine' | 'warn' | 'refuse'
}
