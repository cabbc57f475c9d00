/** What the page is told, read until it holds what is waited for. */

const patienceMs = 20_000;

/** The whole stream so far, once `words` are in it. Rejects where they don't come. */
export async function readUntil(url: string, words: string): Promise<string> {
  const response = await fetch(`${url}/events`, { signal: AbortSignal.timeout(patienceMs) });
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes(words)) return text;
  }
  throw new Error(`the stream ended without ${words}`);
}
