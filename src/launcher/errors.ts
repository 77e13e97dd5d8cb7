import { defineErrors } from '../kernel/errors/index.ts'

/** Everything that can keep the product from starting, each with what to do about it. */
export const launcherErrors = defineErrors('LAUNCHER', {
  ALREADY_RUNNING: {
    message: ({ dataDir, pid }: { dataDir: string; pid: number }) =>
      `Another Tenon (process ${pid}) is using the data directory ${dataDir}. Stop it, or set TENON_DATA_DIR to another directory.`,
    status: 500,
  },
  DATA_DIR_READ_ONLY: {
    message: ({ dataDir, detail }: { dataDir: string; detail: string }) =>
      `The data directory ${dataDir} cannot be written (${detail}). Give this user the right to write there, or set TENON_DATA_DIR to a directory that is writable.`,
    status: 500,
  },
  DATA_DIR_UNUSABLE: {
    message: ({ dataDir, detail }: { dataDir: string; detail: string }) =>
      `${dataDir} cannot be used as the data directory: ${detail}. Set TENON_DATA_DIR to a directory of its own.`,
    status: 500,
  },
  DATA_NEWER: {
    message: (data: { dataDir: string; found: number; supported: number }) =>
      `The data directory ${data.dataDir} was written by a newer Tenon (layout ${data.found}; this one knows up to ${data.supported}). Update Tenon, or set TENON_DATA_DIR to another directory.`,
    status: 500,
  },
  DISK_FULL: {
    message: ({ dataDir, freeMegabytes }: { dataDir: string; freeMegabytes: number }) =>
      `The disk that holds ${dataDir} is full (${freeMegabytes} MB free). Free some space, or set TENON_DATA_DIR to a directory on another disk.`,
    status: 500,
  },
  INIT_FAILED: {
    message: ({ dataDir, detail }: { dataDir: string; detail: string }) =>
      `The database could not be created in ${dataDir}: ${detail}`,
    status: 500,
  },
  NO_BINARIES: {
    message: ({ platform }: { platform: string }) =>
      `No embedded PostgreSQL is installed for ${platform}. Run \`npm ci\` without --omit=optional, or set TENON_DATABASE_URL_APP, _SYSTEM, _WORKER and _RELAY to use a PostgreSQL server of your own.`,
    status: 500,
  },
  NO_SYSTEM_USER: {
    message: () =>
      'PostgreSQL does not run as root, user namespaces are refused here, and there is no system user "postgres" or "nobody". Start Tenon as an ordinary user.',
    status: 500,
  },
  PORT_FORBIDDEN: {
    message: ({ port }: { port: number }) =>
      `This user may not serve on port ${port}. Choose one above 1023, for example PORT=3000 npm start`,
    status: 500,
  },
  PORT_TAKEN: {
    message: ({ port }: { port: number }) =>
      `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port < 65_535 ? port + 1 : 3000} npm start`,
    status: 500,
  },
  POSTGRES_NEWER: {
    message: (data: { dataDir: string; found: string; ours: string }) =>
      `The data in ${data.dataDir} was made by PostgreSQL ${data.found}; this Tenon brings PostgreSQL ${data.ours}, which cannot read it. Update Tenon, or set TENON_DATA_DIR to another directory.`,
    status: 500,
  },
  POSTGRES_OLDER: {
    message: (data: { dataDir: string; found: string; ours: string }) =>
      `The data in ${data.dataDir} was made by PostgreSQL ${data.found}; this Tenon brings PostgreSQL ${data.ours}, which cannot read it. Export it with the Tenon that made it and import it into a new directory (TENON_DATA_DIR).`,
    status: 500,
  },
  START_FAILED: {
    message: ({ detail, logFile }: { detail: string; logFile: string }) =>
      `PostgreSQL did not start: ${detail}. Its log is ${logFile}.`,
    status: 500,
  },
})
