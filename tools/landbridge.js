#!/usr/bin/env node
"use strict";
require("../sandbox/register.js");
require("./landbridge.ts");
