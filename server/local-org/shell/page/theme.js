// Before anything is drawn, so that a dark page does not flash white.
document.documentElement.dataset.theme = localStorage.getItem('taktTheme') ?? 'system';
