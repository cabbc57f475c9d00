/**
 * How far a dossier has come, in the numbers of the National Public Service Portal: 1 registered online, 2 accepted, 3 refused
 * at the desk, 4 in process, 5 papers to be added, 6 to be paid, 7 withdrawn, 8 stopped, 9 decided, 10 result handed over.
 */
export type DossierStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** From the beginning of a dossier's way to its end; a refusal at the desk comes before work that can still go on. */
const onItsWay: readonly DossierStatus[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const atAnEnd: ReadonlySet<DossierStatus> = new Set([3, 7, 8, 9, 10]);

export function isDossierStatus(value: number): value is DossierStatus {
  return onItsWay.some((status) => status === value);
}

/** Whether the agency has nothing left to do for it by the promised date. */
export function isEnded(status: DossierStatus): boolean {
  return atAnEnd.has(status);
}
