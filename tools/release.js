"use strict";
require("../sandbox/register.js");
require("./release.ts");
