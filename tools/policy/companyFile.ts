import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../components/userError";
import type { Exemption } from "../../policy/exemptions";
import type { CompanyFile, PackConfig } from "./derive";

/** Where the company's own changes of the pack's configuration are. */
export const COMPANY_FILE = "policy/company.json";

const SETTINGS = "configure-policy-pack";

type Section = Readonly<Record<string, unknown>>;

/** @throws UserError where it is no JSON. */
export function readCompany(file: string): CompanyFile {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as CompanyFile;
  } catch (error) {
    throw new UserError(`${COMPANY_FILE}: ${error instanceof Error ? error.message : ""}`);
  }
}

export function writeCompany(file: string, company: CompanyFile): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(company, undefined, 2)}\n`);
}

/** The file with exemptions of a stack, in place of those of the same rule and resource. */
export function withExemptions(
  company: CompanyFile,
  stack: string,
  exemptions: readonly Exemption[],
): CompanyFile {
  const others = exemptionsIn(company, stack).filter((each) => !isAmong(each, exemptions));
  return replaced(company, stack, [...others, ...exemptions]);
}

/** The file without some of them: what they leave empty goes as well. */
export function withoutExemptions(
  company: CompanyFile,
  stack: string,
  isOver: (exempted: Exempted) => boolean,
): CompanyFile {
  const all = exemptionsIn(company, stack);
  const others = all.filter((each) => !isOver(each));
  return others.length === all.length ? company : replaced(company, stack, others);
}

/** What an exemption is about. */
export type Exempted = Pick<Exemption, "rule" | "urn">;

const isAmong = (one: Exempted, others: readonly Exempted[]): boolean =>
  others.some(({ rule, urn }) => rule === one.rule && urn === one.urn);

function exemptionsIn(company: CompanyFile, stack: string): Exemption[] {
  const { exemptions } = { ...(company[stack]?.[SETTINGS] as Section | undefined) };
  return Array.isArray(exemptions) ? (exemptions as Exemption[]) : [];
}

function replaced(company: CompanyFile, stack: string, exemptions: readonly Exemption[]) {
  const before = { ...(company[stack]?.[SETTINGS] as Section | undefined) };
  const settings = filled({
    ...before,
    exemptions: exemptions.length > 0 ? exemptions : undefined,
  });
  const own: PackConfig = filled({ ...company[stack], [SETTINGS]: settings });
  return filled({ ...company, [stack]: own }) as CompanyFile;
}

/** Without what is not there, and without empty objects. */
function filled(section: Section): Section {
  const entries = Object.entries(section).filter(([, value]) => {
    return typeof value === "object" && value !== null
      ? Object.keys(value).length > 0
      : value !== undefined;
  });
  return Object.fromEntries(entries);
}
