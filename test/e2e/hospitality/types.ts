/** Node types as n8n knows those of an installed package. */
export const HOSPITALITY = 'n8n-nodes-hospitality-webhooks.hospitality';
export const TRIGGER_TYPE = 'n8n-nodes-hospitality-webhooks.hospitalityTrigger';
