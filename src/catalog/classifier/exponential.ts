/** Below this the result is nothing beside 1. */
const least = -20;

/**
 * Raises e to a power of 0 or less, by sums and products alone: `Math.exp` may differ in its last digit from machine to
 * machine, and the trained model must not.
 */
export function exponential(power: number): number {
  if (power < least) return 0;
  const small = power / 64;
  let result =
    1 + small * (1 + (small / 2) * (1 + (small / 3) * (1 + (small / 4) * (1 + small / 5))));
  for (let doubling = 0; doubling < 6; doubling += 1) result *= result;
  return result;
}
