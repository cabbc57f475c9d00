const timeoutMs = 20_000;

/**
 * Reads the page's event stream until events of this many phones contain the words. Returns the
 * stream so far. Rejects if they do not come in time.
 */
export async function readUntil(url: string, words: string, phones = 1): Promise<string> {
  const response = await fetch(`${url}/events`, { signal: AbortSignal.timeout(timeoutMs) });
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (phonesWith(text, words).size >= phones) return text;
  }
  throw new Error(`the stream ended without ${words}`);
}

function phonesWith(stream: string, words: string): ReadonlySet<string> {
  const matching = stream.split("\n").filter((line) => line.includes(words));
  return new Set(matching.flatMap((line) => /"platform":"(\w+)"/.exec(line)?.[1] ?? []));
}
