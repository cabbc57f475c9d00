/** The desk's page of an object of the trail, below /desk; null if it has none. */
export function objectPage(subject: string): string | null {
  const at = subject.lastIndexOf(" ");
  const path = paths[subject.slice(0, at)];
  return path === undefined ? null : `${path}/${encodeURIComponent(subject.slice(at + 1))}`;
}

const paths: Readonly<Record<string, string>> = {
  account: "/people",
  agency: "/agencies",
  dossier: "/dossiers",
  point: "/points",
  "catalog version": "/catalog",
  import: "/dossiers/imports",
  broadcast: "/broadcasts",
  link: "/links",
  system: "/systems",
};
