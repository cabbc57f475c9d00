/** What the page is told, read until it holds what is waited for. */

const patienceMs = 20_000;

/** The whole stream so far, once `words` were told of so many phones. Rejects where they don't come. */
export async function readUntil(url: string, words: string, phones = 1): Promise<string> {
  const response = await fetch(`${url}/events`, { signal: AbortSignal.timeout(patienceMs) });
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (phonesThatHeard(text, words).size >= phones) return text;
  }
  throw new Error(`the stream ended without ${words}`);
}

function phonesThatHeard(stream: string, words: string): ReadonlySet<string> {
  const heard = stream.split("\n").filter((line) => line.includes(words));
  return new Set(heard.flatMap((line) => /"platform":"(\w+)"/.exec(line)?.[1] ?? []));
}
