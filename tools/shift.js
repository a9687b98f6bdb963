"use strict";
// The SDK's notice on the ends of Node.js versions is none of whoever shifts requests.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
require("../sandbox/register.js");
require("./shift.ts");
