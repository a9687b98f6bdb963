import * as assert from "node:assert/strict";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

const stack = (monitoring: Record<string, unknown>, region?: string) => ({
  ...goodStack(),
  monitoring,
  ...(region !== undefined && { region }),
});
const slack = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };
/** Something to hear of. */
const job = { name: "report" };
const alarmEmails = ["ops@example.com"];

describe("landbridge:monitoring", () => {
  it("takes subscribers of each kind, who hear of everything by default", () => {
    const teams = {
      tenantId: "8f2b6c1e-3d4a-4f5b-9c6d-7e8f9a0b1c2d",
      teamId: "8f2b6c1e-3d4a-4f5b-9c6d-7e8f9a0b1c2e",
      channelId: "19%3aabc123%40thread.tacv2",
    };
    const { subscribers } = parse(
      stack({
        subscribers: [
          { name: "on-call", https: "https://events.example.com/1/enqueue" },
          { name: "team", email: "team@example.com", severities: ["warning"] },
          { name: "channel", slack },
          { name: "office", teams },
        ],
      }),
    ).monitoring;
    assert.deepEqual(
      subscribers.map(({ severities }) => severities.length),
      [2, 1, 2, 2],
    );
  });

  it("wants somebody for each severity in production", () => {
    const onCall = { name: "on-call", email: "on-call@example.com", severities: ["critical"] };
    const production = (monitoring: Record<string, unknown>) =>
      problemsOf({ ...stack(monitoring), ...inProduction, jobs: [job] }).filter((each) =>
        each.startsWith("landbridge:monitoring"),
      );
    assert.match(
      production({})[0] ?? "",
      /monitoring\.alarmEmails: is missing; somebody has to hear/,
    );
    assert.match(
      production({ subscribers: [onCall] })[0] ?? "",
      /in production \(warning alarms\)/,
    );
    const office = { name: "office", slack, severities: ["warning"] };
    assert.deepEqual(production({ subscribers: [onCall, office] }), []);
    assert.deepEqual(production({ alarmEmails }), []);
  });

  it("says where a subscriber is, once", () => {
    const problems = problemsOf(
      stack({
        alarmEmails,
        subscribers: [
          { name: "nowhere" },
          { name: "both", email: "b@example.com", slack },
          { name: "again", email: "ops@example.com" },
          { name: "url", https: "https://example.com/secret" },
          { name: "same", https: "https://example.com/secret" },
        ],
      }),
    );
    const [nowhere, both, again, same] = problems;
    assert.equal(problems.length, 4, problems.join("\n"));
    assert.match(
      nowhere ?? "",
      /subscribers\[0\]: "nowhere" has none of email, https, slack, teams/,
    );
    assert.match(both ?? "", /subscribers\[1\]: "both" has email and slack of/);
    assert.match(
      again ?? "",
      /subscribers\[2\]: "again" is at the address ops@example.com, where alarmEmails is/,
    );
    assert.match(same ?? "", /subscribers\[4\]: "same" is at its URL, where "url" is already/);
  });

  it("shows no URL in a message: it may have a key in it", () => {
    const [problem, ...more] = problemsOf(
      stack({ subscribers: [{ name: "on-call", https: "http://example.com/secret" }] }),
    );
    assert.deepEqual(more, []);
    assert.match(problem ?? "", /subscribers\[0\]\.https: is not the URL of an HTTPS endpoint/);
    assert.ok(!problem?.includes("secret"));
  });

  it("rejects what AWS would, each with its path", () => {
    const problems = problemsOf(
      stack({
        subscribers: [
          { name: "a", slack: { workspaceId: "team", channelId: "#ops" } },
          { name: "b", teams: { tenantId: "t", teamId: "u", channelId: "19:abc@thread" } },
          { name: "c", email: "c@example.com", severities: ["info"] },
        ],
      }),
    );
    const paths = problems.map(
      (each) => /^landbridge:monitoring\.subscribers([\w.[\]]+):/.exec(each)?.[1],
    );
    assert.deepEqual(paths.sort(), [
      "[0].slack.channelId",
      "[0].slack.workspaceId",
      "[1].teams.channelId",
      "[1].teams.teamId",
      "[1].teams.tenantId",
      "[2].severities[0]",
    ]);
  });
});
