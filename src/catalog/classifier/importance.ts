/** So many steps of importance for each halving of the texts that have a feature. */
const steps = 16;
const most = 255;

/**
 * How much a feature tells that stands in `count` of `total` texts: 1 to 255, by the logarithm of how rare it is. By whole
 * numbers, products and sums alone, so that it is the same on every machine: between two powers of 2 it is a straight line.
 */
export function importanceOf(count: number, total: number): number {
  let ratio = (total + 1) / (count + 1);
  let halvings = 0;
  while (ratio >= 2) {
    ratio /= 2;
    halvings += 1;
  }
  return Math.max(1, Math.min(most, Math.round(steps * (halvings + ratio - 1))));
}
