import { endOwnedOnExit } from './host/ownedProcess';
import { runInExtensionHost } from './host/runInExtensionHost';
import { withIntegrationRun } from './integrationRun';

endOwnedOnExit();
withIntegrationRun(runInExtensionHost).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
