import { PassThrough } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { SandboxClock } from "../clock.ts";
import type { Phone } from "../phones/phone.ts";
import type { StoryPlayer, StoryState } from "../stories/player.ts";
import { hasNextStep } from "./trainer-view.ts";
import { storyHtml, viewLine, viewState } from "./view.ts";

const heartbeatMs = 15_000;

interface EventSources {
  readonly phones: readonly Phone[];
  readonly stories: StoryPlayer;
  readonly clock: SandboxClock;
}

/** `GET /events` streams the state of both phones, of the story and of the clock, then every change. */
export function eventsRoute(app: FastifyInstance, { phones, stories, clock }: EventSources): void {
  const open = new Set<PassThrough>();
  // The server waits for open connections when it closes, and these would never end.
  app.addHook("preClose", async () => {
    for (const stream of open) stream.end();
  });

  app.get("/events", { exposeHeadRoute: false }, async (_request, reply) => {
    const stream = new PassThrough();
    const send = (event: string, data: object) =>
      stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    open.add(stream);
    const sendStory = (state: StoryState) =>
      send("story", { html: storyHtml(state), hasNext: hasNextStep(state), state: state.state });
    const sendClock = () => send("clock", { offsetMs: clock.offsetMs });
    sendStory(stories.state);
    sendClock();
    const stopListening = [
      ...phones.map((phone) => follow(phone, send)),
      stories.listen(sendStory),
      clock.listen(sendClock),
    ];
    const heartbeat = setInterval(() => stream.write(": \n\n"), heartbeatMs);
    stream.once("close", () => {
      open.delete(stream);
      clearInterval(heartbeat);
      for (const stop of stopListening) stop();
    });
    return reply
      .header("content-type", "text/event-stream; charset=utf-8")
      .header("cache-control", "no-store")
      .header("connection", "close")
      .send(stream);
  });
}

function follow(phone: Phone, send: (event: string, data: object) => void): () => void {
  const { platform } = phone.app;
  const sendAll = () => {
    const lines = phone.lines.map((line) => viewLine(platform, line));
    const [thread, log] = [lines.map((line) => line.thread), lines.map((line) => line.log)];
    send("phone", { platform, thread: thread.join(""), log: log.join("") });
    send("state", viewState(platform, phone.state));
  };
  sendAll();
  return phone.listen({
    onLine: (line) => send("line", viewLine(platform, line)),
    onState: (state) => send("state", viewState(platform, state)),
    onRestart: sendAll,
  });
}
