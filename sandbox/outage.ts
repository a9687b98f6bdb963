import * as fs from "node:fs";
import * as path from "node:path";

/** Regions that do not answer, kept beside the account that the stand-in holds. */
const fileOf = (stateDir: string) => path.join(stateDir, "outages.json");

/** Regions of the stand-in that do not answer at present. */
export function outages(stateDir: string): string[] {
  try {
    return JSON.parse(fs.readFileSync(fileOf(stateDir), "utf8")) as string[];
  } catch {
    return []; // There has never been one.
  }
}

/** From now on every call to the Region fails: what there is stays, out of reach. */
export function startOutage(stateDir: string, region: string): void {
  write(stateDir, [...outages(stateDir).filter((each) => each !== region), region]);
}

/** The Region answers again, and holds what it held before. */
export function endOutage(stateDir: string, region: string): void {
  write(
    stateDir,
    outages(stateDir).filter((each) => each !== region),
  );
}

function write(stateDir: string, regions: readonly string[]): void {
  fs.mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  fs.writeFileSync(fileOf(stateDir), `${JSON.stringify(regions)}\n`);
}
