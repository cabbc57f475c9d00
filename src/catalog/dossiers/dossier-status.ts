/** How far a dossier has come, in the status codes of the National Public Service Portal. */
export const dossierStatus = {
  registeredOnline: 1,
  accepted: 2,
  refusedAtDesk: 3,
  inProcess: 4,
  papersMissing: 5,
  paymentDue: 6,
  withdrawn: 7,
  stopped: 8,
  decided: 9,
  resultHandedOver: 10,
} as const;

export type DossierStatus = (typeof dossierStatus)[keyof typeof dossierStatus];

const dossierStatuses: ReadonlySet<number> = new Set(Object.values(dossierStatus));

/** The agency has nothing left to do by the promised date. */
const endedStatuses: ReadonlySet<DossierStatus> = new Set([
  dossierStatus.refusedAtDesk,
  dossierStatus.withdrawn,
  dossierStatus.stopped,
  dossierStatus.decided,
  dossierStatus.resultHandedOver,
]);

export function isDossierStatus(value: number): value is DossierStatus {
  return dossierStatuses.has(value);
}

export function isEnded(status: DossierStatus): boolean {
  return endedStatuses.has(status);
}
