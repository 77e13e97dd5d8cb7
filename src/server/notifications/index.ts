export { notificationsRouter } from './notificationsRouter.ts'
