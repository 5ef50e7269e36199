/**
 * What is measured, how often in one run, and what the real packages of 1.31 took when that was recorded: processor time,
 * nanoseconds, from–to, on a loaded machine with 2 cores (AMD EPYC, Go 1.26). The recorded pulls leave out the look-up of
 * credentials.
 */
export const OPERATIONS = [
  { operation: "step-present", title: "image present, IfNotPresent", count: 50_000, recorded: [3_600] },
  { operation: "step-window", title: "inside the back-off window", count: 50_000, recorded: [4_000] },
  { operation: "step-fails", title: "pull fails, new pod each, serial", count: 20_000, recorded: [7_000, 12_000] },
  { operation: "step-succeeds", title: "pull succeeds, Always, parallel", count: 20_000, recorded: [13_500] },
  { operation: "keyring-build", title: "secret decoded, keyring, look-up", count: 20_000, recorded: [23_000] },
  { operation: "keyring-lookup", title: "look-up in a keyring of four", count: 100_000, recorded: [5_000] },
  { operation: "image-name", title: "image name parsed", count: 200_000, recorded: [2_000] },
  { operation: "back-off", title: "back-off: next and in-window?", count: 1_000_000, recorded: [160] },
];
