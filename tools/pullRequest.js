"use strict";
require("../sandbox/register.js");
require("./pullRequest.ts");
