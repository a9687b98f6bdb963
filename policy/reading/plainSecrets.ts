// What a variable's name and value say about whether it is a secret. The program's config goes by this as well,
// so that nothing that config admits is rejected in the preview.

/** Words in the names of variables that are about secrets. */
const ABOUT_SECRETS =
  /PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL/i;

/** Values that are keys by their form, whatever the variable is called. */
const KEY_FORMS = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/, // RFC 7468
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, // A signed JSON Web Token, RFC 7519.
  /\b(gh[opsur]_\w{36}|github_pat_\w{20,}|glpat-[\w-]{20,})/, // Access tokens of GitHub and GitLab.
  /\bxox[abprs]-[\w-]{10,}/, // Slack's.
  /\b(sk|rk)_live_\w{16,}/, // Stripe's.
  /:\/\/[^/\s:@]*:[^/\s@]+@/, // A password in a URL, RFC 3986.
];

/** Last words of names that say something about a secret, and are none. */
const ABOUT =
  /(^|_)(ALGORITHM|ARN|AUDIENCE|BUCKET|DIR|ENDPOINT|FILE|FORMAT|HEADER|HOST|ID|ISSUER|KIND|NAME|PATH|POLICY|PREFIX|PROVIDER|REGION|SCOPES?|STORE|TYPE|UR[IL])$/i;

/** Words of names that count, measure or switch something. */
const MEASURES =
  /(^|_)(MAX|MIN|NUM|NUMBER|COUNT|LENGTH|LIMIT|SIZE|BUDGET|TTL|AGE|EXPIRY|EXPIRES|EXPIRATION|LIFETIME|TIMEOUT|INTERVAL|ROTATION|SECONDS|MINUTES|HOURS|DAYS|MS|ENABLED|DISABLED|REQUIRED|REQUIRE|ENABLE|DISABLE|USE|ALLOW|TOKENS|PASSWORDS|SECRETS|CREDENTIALS)(_|$)/i;

/** Numbers, switches and durations. */
const MEASURE =
  /^(-?\d+(\.\d+)?\s?(ms|s|m|min|h|d|w|KB|MB|KiB|MiB)?|P(T?\d+[YMWDHS])+|true|false|yes|no|on|off)$/i;

/** Why a variable is a secret: by the form of its value, or by its name and a value that may be one. */
export type Giveaway = "value" | "name";

/**
 * Whether a variable is a secret, and by what. A name alone proves nothing: MAX_TOKENS is a number, TOKEN_URL leads
 * to a place, and SECRET_NAME tells where one is kept.
 */
export function givesAway(name: string, value: string): Giveaway | undefined {
  if (KEY_FORMS.some((form) => form.test(value))) return "value";
  if (!ABOUT_SECRETS.test(name) || value === "") return undefined;
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2");
  if (MEASURES.test(words) && MEASURE.test(value)) return undefined;
  if (isPlace(value) || (ABOUT.test(words) && !looksDrawn(value))) return undefined;
  return "name";
}

/** An ARN or a file: where a secret is, not the secret. */
function isPlace(value: string): boolean {
  return /^arn:[\w-]+:[\w-]+:/.test(value) || /^\/[\w.-]+(\/[\w.-]+)+$/.test(value);
}

/** Whether a part of the value is as long and as mixed as what a machine draws. */
function looksDrawn(value: string): boolean {
  return value
    .split(/[^A-Za-z0-9+]+/)
    .some((part) => part.length >= 16 && /\d/.test(part) && /[A-Za-z]/.test(part));
}
