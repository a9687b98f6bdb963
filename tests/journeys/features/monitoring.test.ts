import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../../support/engine";

const url = "https://events.example.com/integration/0123456789abcdef/enqueue";
const teams = {
  tenantId: "8f2b6c1e-3d4a-4f5b-9c6d-7e8f9a0b1c2d",
  teamId: "8f2b6c1e-3d4a-4f5b-9c6d-7e8f9a0b1c2e",
  channelId: "19%3aabc123%40thread.tacv2",
};
const slack = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };

describe("a stack whose alarms go to an on-call tool and to chat channels alone", function () {
  this.timeout(300_000);

  it("comes up with the policies on, keeps the tool's URL secret, and stays as it is", async () => {
    const sandbox = await openSandbox({
      stack: "heard",
      config: {
        "aws:region": "eu-west-1",
        "landbridge:tags": { owner: "platform-team", costCenter: "CC-1042" },
        "landbridge:residency": { allowedRegions: ["eu-west-1"] },
        "landbridge:environmentType": "development",
        "landbridge:network": { vpcCidr: "10.20.0.0/16", availabilityZones: ["a", "b"] },
        "landbridge:monitoring": {
          subscribers: [
            { name: "on-call", https: url, severities: ["critical"] },
            { name: "ops", slack },
            { name: "office", teams, severities: ["warning"] },
          ],
        },
      },
    });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    const said = up.diagnostics.map(({ message }) => message).join("\n");
    assert.doesNotMatch(said, /monitoring\.alarmEmails/);
    const again = await sandbox.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
    assert.ok(!JSON.stringify(up.outputs).includes(url));
    // What the state encrypts is shown beside the sign of a secret here.
    const state = JSON.stringify(await sandbox.state());
    const open = state.replaceAll(/"plaintext":"(\\.|[^"\\])*"/g, "");
    assert.match(open, /"protocol":"https"/);
    assert.ok(!open.includes(url), "the URL is in the state");
  });
});
