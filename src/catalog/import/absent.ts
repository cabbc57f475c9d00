/** The members that may be undefined become members that may be absent. */
type Stated<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Leaves out the members that are undefined. */
export function omitAbsent<T extends object>(members: T): Stated<T> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Stated<T>;
}
