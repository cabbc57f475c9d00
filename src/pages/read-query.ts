import type { FastifyRequest } from "fastify";
import { type Language, languages } from "../catalog/language.ts";

/** Reads one value of the address; null if it is not there, "" if it was given more than once. */
export function readParameter(request: FastifyRequest, name: string): string | null {
  const query = request.query as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  if (value === undefined) return null;
  return typeof value === "string" ? value : "";
}

/** Reads `?lang=en`; Vietnamese if it is anything else. */
export function readLanguage(request: FastifyRequest): Language {
  const asked = readParameter(request, "lang");
  return languages.find((language) => language === asked) ?? "vi";
}

/** Writes a path with those values of a query that are given: `/thu-tuc?q=khai+sinh&trang=2`. */
export function toPath(path: string, values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
