/** Where items leave the node when it sends, by the index of the output. */
export const DELIVERED = 0;
export const FAILED = 1;
export const RETRY_LATER = 2;

/** The outputs as n8n shows them. The code runs in the editor too, so it uses nothing from outside. */
export const OUTPUTS_EXPRESSION = `={{ ((parameters) => {
	const output = (displayName) => ({ type: 'main', displayName });
	const outputs = [output('Delivered'), output('Failed')];
	if (parameters.retryMode === 'durable') outputs.push(output('Retry Later'));
	return outputs;
})($parameter) }}` as const;
