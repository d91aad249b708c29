'use strict';

/* What makes the pages more convenient; without it everything works by forms and links. */

document.documentElement.classList.add('scripted');

for (const select of document.querySelectorAll('select[data-submits]')) {
	select.addEventListener('change', () => select.form.requestSubmit());
}

document.addEventListener('submit', (event) => {
	if (event.target.method !== 'post') return;
	for (const button of event.target.querySelectorAll('button')) {
		// After the browser has collected the form, so that the button's own value goes along.
		setTimeout(() => (button.disabled = true));
	}
});

// A page that comes back from the browser's memory has its buttons as they were left.
addEventListener('pageshow', () => {
	for (const button of document.querySelectorAll('button:disabled')) button.disabled = false;
});

function addCopyButtons(root) {
	for (const place of root.querySelectorAll('[data-copy]')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'small';
		button.textContent = 'Copy';
		button.setAttribute('aria-label', `Copy the ${place.dataset.label}`);
		button.addEventListener('click', async () => {
			await navigator.clipboard.writeText(place.dataset.copy);
			button.textContent = 'Copied';
			setTimeout(() => (button.textContent = 'Copy'), 1500);
		});
		place.append(button);
	}
}
addCopyButtons(document);

const live = [...document.querySelectorAll('[data-live]')].map(({ id }) => id);

/** Takes over what changed in lists, except in the one where the user is. */
async function refresh() {
	// The address without what was just done, which must not be done or said again.
	const response = await fetch(location.pathname);
	if (!response.ok) return;
	const page = new DOMParser().parseFromString(await response.text(), 'text/html');
	for (const id of live) {
		const shown = document.getElementById(id);
		const fresh = page.getElementById(id);
		if (!fresh || shown.contains(document.activeElement)) continue;
		if (shown.dataset.seen !== fresh.innerHTML) {
			shown.dataset.seen = fresh.innerHTML;
			shown.replaceChildren(...fresh.childNodes);
			addCopyButtons(shown);
		}
	}
}

if (live.length > 0) {
	setInterval(() => {
		if (document.visibilityState === 'visible') refresh().catch(() => {});
	}, 2000);
}
