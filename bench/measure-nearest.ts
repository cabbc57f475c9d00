import { buildCatalog } from "../src/catalog/catalog.ts";
import { loadRecords } from "../src/catalog/load.ts";
import { percentile } from "./statistics.ts";

/** As many points as a province has. */
const pointCount = 20_000;
const searchCount = 2_000;

/** Returns the milliseconds that a search for the nearest open point takes, hours and holidays included. */
export async function measureNearest(): Promise<{ p50: number; p99: number }> {
  const records = await loadRecords("data");
  const patterns = records.points.filter(({ lat, status }) => lat !== null && status === "active");
  const points = Array.from({ length: pointCount }, (_, index) => {
    const pattern = patterns[index % patterns.length];
    if (pattern === undefined) throw new Error("The catalogue has no points.");
    return {
      ...pattern,
      id: `point-${index}`,
      lat: 8.5 + ((index * 7919) % 14_500) / 1000,
      lon: 102.2 + ((index * 104_729) % 7_200) / 1000,
      opening_hours: index % 3 === 0 ? "Mo-Fr 07:30-11:30,13:00-17:00; Sa 07:30-11:30" : null,
    };
  });
  const catalog = buildCatalog({ ...records, points });
  const at = new Date("2026-11-24T09:00:00+07:00");
  const times = Array.from({ length: searchCount }, (_, index) => {
    const from = { lat: 9 + (index % 140) / 10, lon: 102.5 + (index % 67) / 10 };
    const startedAt = performance.now();
    catalog.findNearest({ from, at, onlyOpen: index % 2 === 0, limit: 3 });
    return performance.now() - startedAt;
  });
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
