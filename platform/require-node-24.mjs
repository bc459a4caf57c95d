/**
 * Loaded first by every npm script that runs TypeScript (`node --import`): older versions of Node can not even read the
 * program, and would say so in words that help nobody. Plain JavaScript for that reason.
 */
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `ECI needs Node 24 and this is ${process.version}: npm did not run the install script of the package "node", which ` +
      'brings it. Run "npm rebuild node --ignore-scripts=false" and try again, or install Node 24.',
  );
  process.exit(1);
}
