export function optionPicture(
  question: string,
  value: string,
  addresses: Readonly<Record<string, string>>,
): string | null;
