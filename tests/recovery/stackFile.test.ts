import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";
import { editStackFile } from "../../tools/recovery/stackFile";

const committed = fs.readFileSync(path.join(__dirname, "../../Pulumi.dr.yaml"), "utf8");
const ROLE = ["landbridge:recovery", "role"];
const RESTORE = ["landbridge:recovery", "restore"];
const PROTECTION = ["landbridge:deletionProtection"];

const moment = { source: "arn:aws:rds:eu-central-1:123456789012:auto-backup:ab-1", time: "latest" };
const snapshot = "arn:aws:rds:eu-central-1:123456789012:snapshot:awsbackup:copyjob-0f1e";
const promotion = [
  {
    path: RESTORE,
    value: { databases: { orders: { snapshot }, stock: { pointInTime: moment } } },
  },
  { path: ROLE, value: "active" },
];
const failBack = [PROTECTION, RESTORE].map((each) => ({ path: each, value: null }));

function config(text: string): Record<string, unknown> {
  return (parse(text, { version: "1.1" }) as { config: Record<string, unknown> }).config;
}

describe("a stack's file that npm run recovery changes", () => {
  it("has one line of another value, its comment included, when a standby is promoted without a restore", () => {
    const promoted = editStackFile(committed, [{ path: ROLE, value: "active" }]);
    const changed = promoted.split("\n").flatMap((line, index) => {
      return line === committed.split("\n")[index] ? [] : [line];
    });
    assert.deepEqual(changed, ["    role: active # active, once promoted"]);
    assert.equal(promoted.split("\n").length, committed.split("\n").length);
  });

  it("has the restores as lines of their own, and every other line as it was", () => {
    const promoted = editStackFile(committed, promotion);
    const recovery = config(promoted)["landbridge:recovery"] as Record<string, unknown>;
    assert.deepEqual(recovery["restore"], promotion[0]?.value);
    assert.equal(recovery["role"], "active");
    const before = committed.split("\n");
    const kept = promoted.split("\n").filter((line) => before.includes(line));
    assert.equal(kept.length, before.length - 1);
  });

  it("is byte for byte what it was after a promotion, a release and the way back", () => {
    const released = [{ path: PROTECTION, value: false }];
    const back = [...failBack, { path: ROLE, value: "standby" }];
    const last = [promotion, released, back].reduce(editStackFile, committed);
    assert.equal(last, committed);
  });

  it("keeps text that looks like another type, line breaks of Windows, flow maps and a missing last line break", () => {
    const odd = [
      "config: # odd",
      "  landbridge:recovery: { strategy: backup-restore, role: 'standby' } # flows",
      '  landbridge:flag: "false"',
      "  landbridge:list: [a,",
      "        b]   # reflowed by nobody",
      "  landbridge:text: |",
      "    two",
      "    lines",
      "  landbridge:last: 0660",
    ];
    for (const newline of ["\n", "\r\n"]) {
      const text = odd.join(newline);
      const promoted = editStackFile(text, [...promotion, { path: PROTECTION, value: false }]);
      const lines = promoted.split(/\r?\n/);
      assert.deepEqual(lines.slice(2, 9), odd.slice(2, 9));
      assert.deepEqual(config(promoted)["landbridge:recovery"], {
        strategy: "backup-restore",
        role: "active",
        restore: promotion[0]?.value,
      });
      assert.equal(config(promoted)["landbridge:deletionProtection"], false);
      assert.equal(config(promoted)["landbridge:flag"], "false");
      const back = editStackFile(promoted, failBack);
      assert.equal(back.replace('"active"', "'standby'").trimEnd(), text);
    }
  });

  it("reads as the same configuration with these keys, whatever else is in it", () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const leaf = fc.oneof(
      fc.constantFrom(
        "plain",
        '"false"',
        "'it''s'",
        "0660",
        "[1, 2]",
        "{ a: b }",
        "# none",
        ">-\n      folded\n      text",
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, leaf), { maxLength: 6 }), name, (pairs, key) => {
        const unique = new Map(pairs);
        const lines = [...unique].map(([each, value]) => `    ${each}: ${value}`);
        const text = [
          "config:",
          "  landbridge:a:",
          "    zz9: 1 # kept",
          ...lines,
          "  b: 2",
          "",
        ].join("\n");
        const set = editStackFile(text, [{ path: ["landbridge:a", "new9", key], value: "x" }]);
        const expected = config(text);
        expected["landbridge:a"] = {
          ...(expected["landbridge:a"] as object),
          new9: { [key]: "x" },
        };
        assert.deepEqual(config(set), expected);
        assert.equal(editStackFile(set, [{ path: ["landbridge:a", "new9"], value: null }]), text);
      }),
    );
  });

  it("has one line more where an entry of a list is retired, and is what it was once it is kept", () => {
    const file = fs.readFileSync(path.join(__dirname, "../../Pulumi.prod.yaml"), "utf8");
    for (const [list, name] of [
      ["landbridge:databases", "orders"],
      ["landbridge:fileGateways", "dc1"],
      ["landbridge:fileShares", "reports"],
    ] as const) {
      const at = [list, { name }, "retiring"];
      const retired = editStackFile(file, [{ path: at, value: true }]);
      const more = retired.split("\n").filter((line) => !file.split("\n").includes(line));
      assert.deepEqual(more, ["      retiring: true"]);
      const [entry] = (config(retired)[list] as { name: string; retiring?: boolean }[]).filter(
        (each) => each.retiring,
      );
      assert.equal(entry?.name, name);
      assert.equal(editStackFile(retired, [{ path: at, value: null }]), file);
    }
  });

  it("loses an entry of a list with its lines, and the list with its last entry", () => {
    const text = [
      "config:",
      "  landbridge:databases:",
      "    # the first one",
      "    - name: orders",
      "      storage: { allocated: 100 } # GiB",
      "    - name: stock",
      "      clientCidrs:",
      "        - 10.100.0.0/16",
      "  landbridge:fileShares: [{ name: a }, { name: b, gateway: dc1 }] # two",
      "  landbridge:last: 1",
      "",
    ];
    const without = (list: string, name: string, from = text.join("\n")) =>
      editStackFile(from, [{ path: [list, { name }], value: null }]);
    const lines = (...indices: number[]) =>
      text.filter((_, index) => !indices.includes(index)).join("\n");
    assert.equal(without("landbridge:databases", "stock"), lines(5, 6, 7));
    assert.equal(without("landbridge:databases", "orders"), lines(3, 4));
    assert.equal(
      without("landbridge:databases", "orders", lines(5, 6, 7)),
      lines(1, 2, 3, 4, 5, 6, 7),
    );
    const shares = (name: string) => config(without("landbridge:fileShares", name));
    assert.deepEqual(shares("a")["landbridge:fileShares"], [{ name: "b", gateway: "dc1" }]);
    assert.deepEqual(shares("b")["landbridge:fileShares"], [{ name: "a" }]);
    assert.equal(without("landbridge:fileShares", "c"), text.join("\n"));
  });
});
