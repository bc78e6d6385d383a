// Runs on any Node, so plain JavaScript: everything else here is TypeScript that only Node 24 reads.
const wanted = 24;
const found = Number(process.versions.node.split('.')[0]);
if (found < wanted) {
  console.error(
    `Cần Node ${wanted}, đang chạy Node ${process.versions.node}. Hãy chạy "npm ci" (không dùng --ignore-scripts): Node ${wanted} được cài kèm trong node_modules.\n` +
      `Node ${wanted} is needed, this is Node ${process.versions.node}. Run "npm ci" (without --ignore-scripts): it installs Node ${wanted} into node_modules, and "npm run" then uses it.`,
  );
  process.exit(1);
}
