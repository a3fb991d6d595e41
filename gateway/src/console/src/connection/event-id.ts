/** Compares event ids, `milliseconds-sequence`, which grow within a tenant. */
export function compareIds(one: string, other: string): number {
  const [ms1 = 0, seq1 = 0] = one.split("-").map(Number);
  const [ms2 = 0, seq2 = 0] = other.split("-").map(Number);
  return ms1 - ms2 || seq1 - seq2;
}
