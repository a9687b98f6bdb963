import { text } from "./leaves";

/** What one field of a cron expression may be. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words for numbers, the first one for `least`. */
  readonly words?: readonly string[];
  /** Forms of AWS's own besides numbers, ranges and steps. */
  readonly also?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions */
const FIELDS: readonly Field[] = [
  { name: "minutes", least: 0, most: 59 },
  { name: "hours", least: 0, most: 23 },
  { name: "day of month", least: 1, most: 31, also: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", least: 1, most: 12, words: MONTHS },
  { name: "day of week", least: 1, most: 7, words: DAYS, also: /^(\?|[1-7]?L|[1-7]#[1-5])$/ },
  { name: "year", least: 1970, most: 2199 },
];

/** What is wrong with a cron(), rate() or at() expression, as the rest of a sentence. */
export function scheduleComplaint(
  value: string,
  kinds: readonly ("cron" | "rate" | "at")[],
): string | undefined {
  const [, kind, inside = ""] = /^(cron|rate|at)\((.*)\)$/.exec(value) ?? [];
  const known = kinds.find((each) => each === kind);
  if (known === undefined) return `is not ${forms(kinds)}`;
  return { cron: cronComplaint, rate: rateComplaint, at: atComplaint }[known](inside);
}

/** A schedule in one of AWS's forms. */
export function schedule(...kinds: readonly ("cron" | "rate" | "at")[]) {
  return text((value) => scheduleComplaint(value, kinds)).meta({ allowed: forms(kinds) });
}

/** A time zone by its name in the IANA database, as this machine's ICU has it. */
export function timeZone() {
  return text((value) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: value });
    } catch {
      return "is no time zone of IANA's (such as Europe/Dublin, or UTC)";
    }
    // Offsets are time zones to ICU, and none to AWS.
    return /^[A-Za-z]/.test(value)
      ? undefined
      : "is an offset; AWS takes names (such as Europe/Dublin)";
  }).meta({ allowed: "IANA time zone" });
}

function forms(kinds: readonly string[]): string {
  const said = { cron: "cron(...) with six fields", rate: "rate(...)", at: "at(...)" };
  const list = kinds.map((kind) => said[kind as keyof typeof said]);
  const last = list.at(-1) ?? "";
  const all = list.length > 1 ? `${list.slice(0, -1).join(", ")} or ${last}` : last;
  return `${all}, in quotes (such as "cron(0 7 ? * MON-FRI *)")`;
}

function cronComplaint(inside: string): string | undefined {
  const values = inside.split(" ");
  if (values.length !== FIELDS.length) {
    return `has ${values.length} fields; cron has six: ${FIELDS.map(({ name }) => name).join(", ")}`;
  }
  const wrong = FIELDS.find((field, i) => !isField(values[i] ?? "", field));
  if (wrong) {
    const { name, least, most, words } = wrong;
    const named = words ? `, or ${words[0] ?? ""} to ${words.at(-1) ?? ""}` : "";
    return `has "${values[FIELDS.indexOf(wrong)] ?? ""}" as its ${name}; ${least} to ${most}${named}, *, ranges (a-b), lists (a,b) and steps (a/b) are allowed`;
  }
  const [, , dayOfMonth, , dayOfWeek] = values;
  return (dayOfMonth === "?") === (dayOfWeek === "?")
    ? "must have ? as its day of month or as its day of week, and only one of them"
    : undefined;
}

function isField(value: string, field: Field): boolean {
  return value.split(",").every((item) => {
    if (item === "*" || field.also?.test(item.toUpperCase())) return true;
    const [range = "", step, ...more] = item.split("/");
    const isStep = step === undefined || (/^\d{1,3}$/.test(step) && Number(step) > 0);
    const [from, to, ...rest] = range.split("-").map((each) => valueOf(each, field));
    if (more.length > 0 || rest.length > 0 || !isStep) return false;
    return (
      (range === "*" && step !== undefined) ||
      (isNumber(from) && (to === undefined || isNumber(to)))
    );
  });
}

const isNumber = (value: number | undefined): boolean =>
  value !== undefined && !Number.isNaN(value);

/** The number that a field's item stands for; NaN for what is none. */
function valueOf(item: string, { least, most, words = [] }: Field): number {
  const word = words.indexOf(item.toUpperCase());
  const value = word >= 0 ? word + least : /^\d+$/.test(item) ? Number(item) : NaN;
  return value >= least && value <= most ? value : NaN;
}

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html */
function rateComplaint(inside: string): string | undefined {
  const [, number = "", unit = "", plural = ""] =
    /^(\d+) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  if (unit === "" || Number(number) < 1) {
    return "is not a number and a unit: minute, hour or day (such as rate(5 minutes))";
  }
  return (Number(number) === 1) === (plural === "")
    ? undefined
    : `must be rate(${number} ${unit}${plural === "" ? "s" : ""}): AWS has the unit in the singular for 1 only`;
}

function atComplaint(inside: string): string | undefined {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside) ? new Date(`${inside}Z`) : undefined;
  // 2027-02-30 would be read as the second of March.
  return time && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(inside)
    ? undefined
    : "is not a time that exists, as at(2027-03-31T22:00:00)";
}
