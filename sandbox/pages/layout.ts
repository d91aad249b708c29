import type { Response } from 'express';

import type { Platform } from '../../lib/platform';
import type { SandboxState } from '../state';
import { developerPageOf } from '../developerPages';
import { html, type Html } from './html';

export interface Page {
	title: string;
	/** What the navigation marks as the current place: a platform's id, `overview` or `inbox`. */
	place: string;
	platform?: Platform;
	main: Html;
	status?: number;
}

const CONTENT_SECURITY =
	"default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Writes a whole page: navigation, the page's own part, and the colours of its platform. */
export function sendPage(state: SandboxState, response: Response, page: Page): void {
	response
		.status(page.status ?? 200)
		.set({
			'Content-Security-Policy': CONTENT_SECURITY,
			'Cache-Control': 'no-store',
			// With no-referrer a browser would send the pages' own forms with the origin null.
			'Referrer-Policy': 'same-origin',
		})
		.type('html')
		.send(String(document(state, page)));
}

function document(state: SandboxState, { title, place, platform, main }: Page): Html {
	const [light, dark] = platform ? developerPageOf(platform).accent : ['#0f766e', '#5eead4'];
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>${title} · Hospitality Sandbox</title>
				<link rel="icon" href="/icons/${platform?.id ?? 'hospitality'}.svg" />
				<link rel="stylesheet" href="/assets/pages.css" />
				<script src="/assets/pages.js" defer></script>
			</head>
			<body style="--accent-light: ${light}; --accent-dark: ${dark}">
				<a class="skip" href="#main">Skip to content</a>
				${navigation(state, place)}
				<main id="main" tabindex="-1">${main}</main>
			</body>
		</html>`;
}

function navigation(state: SandboxState, place: string): Html {
	const link = (id: string, href: string, icon: string, text: string) =>
		html`<li>
			<a href="${href}" ${place === id && html`aria-current="page"`}>
				<img src="/icons/${icon}.svg" alt="" width="22" height="22" /><span>${text}</span>
			</a>
		</li>`;
	return html`<nav class="side" aria-label="Sandbox">
		<div>
			<a class="brand" href="/">
				<img src="/icons/hospitality.svg" alt="" width="28" height="28" />
				<span>Hospitality <small>Sandbox</small></span>
			</a>
			<ul>
				${link('overview', '/', 'overview', 'Overview')}
				${link('inbox', '/inbox', 'inbox', 'Inbox')}
			</ul>
			<h2>Platforms</h2>
			<ul>
				${state.platforms.map(({ id, name }) => link(id, `/developers/${id}`, id, name))}
			</ul>
		</div>
	</nav>`;
}

/** What the pages of a platform start with. */
export function platformHead(platform: Platform, menu: readonly string[]): Html {
	return html`<div class="platform">
		<img src="/icons/${platform.id}.svg" alt="" width="44" height="44" />
		<div>
			<p class="name">${platform.name}</p>
			<p class="menu">${menu.join(' › ')}</p>
		</div>
	</div>`;
}

/** A message about what was just done; read aloud by screen readers. */
export function notice(kind: 'good' | 'bad' | 'plain', content: Html | string): Html {
	return html`<div class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">
		${content}
	</div>`;
}

/** A text to copy: a button is added to it where the browser runs scripts. */
export function copyable(text: string, label: string): Html {
	return html`<span class="copyable" data-copy="${text}" data-label="${label}"
		><code>${text}</code></span
	>`;
}
