/** What deliveries call themselves where the platform prescribes nothing. */
export const USER_AGENT = 'n8n-nodes-hospitality-webhooks/0.1.0';
