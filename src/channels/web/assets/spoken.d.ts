export function spokenPieces(text: string, language: "vi" | "en"): string[];
