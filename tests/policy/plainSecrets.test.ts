import * as assert from "node:assert/strict";
import { givesAway } from "../../policy/reading/plainSecrets";

const password = "hunter2";
const drawn = "q7Zt0bV5kXw2Lr9Yd3Pn";
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

describe("a variable", () => {
  const plain: readonly (readonly [string, string])[] = [
    ["MAX_TOKENS", "4096"],
    ["maxTokens", "4096"],
    ["TOKEN_TTL", "PT15M"],
    ["PASSWORD_MIN_LENGTH", "12"],
    ["SECRETS_ENABLED", "true"],
    ["TOKEN_URL", "https://login.example.com/oauth2/token"],
    ["SECRET_NAME", "prod/orders/payment"],
    ["SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf"],
    ["DB_PASSWORD_FILE", "/run/secrets/database"],
    ["DB_PASSWORD", "/run/secrets/database"],
    ["DB_PASSWORD", ""],
    ["CREDENTIALS_PROVIDER", "container"],
    ["REGION", "eu-west-1"],
    ["COMMIT", "9f8e7d6c5b4a39281706f5e4d3c2b1a0ffeeddcc"],
  ];
  for (const [name, value] of plain) {
    it(`is no secret: ${name}=${value.slice(0, 40)}`, () => {
      assert.equal(givesAway(name, value), undefined);
    });
  }

  const named: readonly (readonly [string, string])[] = [
    ["DB_PASSWORD", password],
    ["DB_PASSWORD", "123456"],
    ["PIN_SECRET", "4711"],
    ["TOKEN", drawn],
    ["TOKEN_URL", `https://hooks.example.com/${drawn}`],
    ["SECRET_NAME", drawn],
    ["MAX_TOKENS", password],
    ["API_KEY", "true"],
  ];
  for (const [name, value] of named) {
    it(`is a secret by its name: ${name}=${value}`, () => {
      assert.equal(givesAway(name, value), "name");
    });
  }

  const keys = [
    "AKIAIOSFODNN7EXAMPLE",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    jwt,
    `ghp_${drawn}${drawn.slice(0, 16)}`,
    "postgres://app:hunter2@orders.corp:5432/orders",
  ];
  for (const value of keys) {
    it(`is a key by its form: ${value.slice(0, 24)}`, () => {
      assert.equal(givesAway("GREETING", value), "value");
    });
  }
});
