import { UserError } from "../../components/userError";
import { ConfigError, parseConfig } from "../../config";
import { NAMESPACE, REGION } from "../../config/errors";
import { questions, type Answers, type Question, type Surroundings } from "./questions";
import { stackConfig } from "./stackConfig";

/** Asks a person: gives what was typed. */
export type Ask = (text: string) => Promise<string>;

/** Stand for answers that are still to come, so that config can check the ones that are there. */
const placeholders: Answers = {
  region: "eu-west-1",
  owner: "owner",
  costCenter: "cost-center",
  vpcCidr: "10.0.0.0/16",
  alarmEmails: "owner@example.com",
  vpnDevices: "203.0.113.10, 203.0.113.20",
  dxLocations: "EqDC2, EqDA2",
};

/**
 * Answers to all questions that apply: given ones first, then those of a person, then fallbacks. An answer that config
 * would reject is asked again, with what config says.
 *
 * @param ask Left out where nobody can be asked.
 * @throws UserError where nobody can be asked for an answer that is missing or rejected.
 */
export async function converse(
  given: Answers,
  surroundings: Surroundings,
  ask?: { readonly question: Ask; readonly say: (text: string) => void },
): Promise<Answers> {
  let answers: Answers = {};
  const rejected: string[] = [];
  for (const question of questions) {
    const { key, applies = () => true } = question;
    if (!applies(answers)) continue;
    const fallback = question.fallback?.(answers, surroundings);
    for (;;) {
      const typed = given[key] ?? (await ask?.question(prompt(question, fallback))) ?? "";
      const answer = typed.trim() === "" ? fallback : typed.trim();
      const problems =
        answer === undefined
          ? [`${flagOf(question)} is missing: ${question.text}`]
          : complaints(question, answers, answer, surroundings);
      if (problems.length === 0) {
        answers = { ...answers, [key]: answer };
        break;
      }
      if (!ask || given[key] !== undefined) {
        rejected.push(...problems);
        break;
      }
      ask.say(problems.map((each) => `  ${each}`).join("\n"));
    }
  }
  if (rejected.length > 0) throw new UserError([...new Set(rejected)].join("\n"));
  return answers;
}

function prompt({ text, choices }: Question, fallback: string | undefined): string {
  const among = choices ? ` (${choices.join(", ")})` : "";
  return `${text}${among}${fallback ? ` [${fallback}]` : ""}: `;
}

function flagOf({ flag }: Question): string {
  return flag.split(" ")[0] ?? flag;
}

/** What config rejects with the answer and did not reject before it. */
function complaints(
  question: Question,
  answers: Answers,
  answer: string,
  surroundings: Surroundings,
): string[] {
  const { key, choices } = question;
  if (choices && !choices.includes(answer)) {
    return [`${flagOf(question)}: "${answer}" is not one of ${choices.join(", ")}`];
  }
  const before = problemsOf(filled(answers, surroundings));
  return problemsOf(filled({ ...answers, [key]: answer }, surroundings))
    .filter((problem) => !before.includes(problem))
    .map((problem) => `${flagOf(question)}: ${problem}`);
}

/** Answers with something valid for every question that is still to be asked. */
function filled(answers: Answers, surroundings: Surroundings): Answers {
  return questions.reduce<Answers>((all, { key, applies, fallback }) => {
    if (all[key] !== undefined || applies?.(all) === false) return all;
    return { ...all, [key]: fallback?.(all, surroundings) ?? placeholders[key] ?? "" };
  }, answers);
}

function problemsOf(answers: Answers): readonly string[] {
  const { [String(REGION[0])]: region, ...rest } = stackConfig(answers);
  const raw = Object.entries(rest).map(([key, value]) => [key.slice(NAMESPACE.length + 1), value]);
  try {
    parseConfig(Object.fromEntries(raw) as Record<string, unknown>, { stack: "new", region });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
