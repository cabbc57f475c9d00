const multiplier = 1_664_525;
const increment = 1_013_904_223;
const modulus = 2 ** 32;

/** Numbers from 0 to 1, the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, multiplier) + increment) >>> 0;
    return state / modulus;
  };
}
