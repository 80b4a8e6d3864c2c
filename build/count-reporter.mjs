// A vitest reporter that counts for `build/run-tests.mjs` and names what was skipped. What breaks outside of a test (a file
// that does not load, an error nobody handled) is counted as a failure too.
import { writeFileSync } from "node:fs";

/** @import { Reporter, TestModule } from "vitest/node" */

/** @implements {Reporter} */
export default class CountReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = tests.map((test) => test.result().state);
    const skipped = tests.filter((test) => isSkipped(test.result().state));
    for (const test of skipped) console.log(`skipped: ${test.module.relativeModuleId} > ${test.fullName}`);
    const counts = {
      passed: states.filter((state) => state === "passed").length,
      failed: states.filter((state) => state === "failed").length + brokenSuites(modules) + unhandledErrors.length,
      skipped: skipped.length,
    };
    const file = process.env["HOLDFAST_COUNTS_FILE"];
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}

/** @param {string} state "pending" is a test that never came to run */
function isSkipped(state) {
  return state === "skipped" || state === "pending";
}

/**
 * Files and suites with an error of their own: it did not load, or a hook around its tests failed.
 * @param {readonly TestModule[]} modules
 */
function brokenSuites(modules) {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  return suites.filter((suite) => suite.errors().length > 0).length;
}
