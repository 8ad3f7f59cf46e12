import { render } from 'preact';

const root = document.getElementById('app');
if (root) {
  render(<p>Nothing</p>, root);
  document.documentElement.dataset.ready = 'true';
}
