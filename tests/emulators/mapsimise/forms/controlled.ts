/**
 * A form that is drawn from a state of its own, as frameworks do: whatever stands in a field without the state knowing
 * is taken away again. A set through the page's own `value` is not seen as an entry, because the field's value is
 * tracked by a property on the element itself.
 *
 * Source: facebook/react, ReactDOMInput (controlled inputs restore their state after an event) and inputValueTracking
 * (an own `value` or `checked` property per node; an event that brings nothing new is dropped)
 */
export const CONTROLLED = `
window.state = { organisationUrl: '', clientId: '', clientSecret: '', impersonateUsers: false };
const root = document.querySelector('#root');
const labels = { organisationUrl: 'Organisation URL', clientId: 'Client Id', clientSecret: 'Client Secret' };
const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
const tracked = {};
for (const [name, label] of Object.entries(labels)) {
  const line = root.appendChild(document.createElement('div'));
  line.className = 'row';
  line.append(Object.assign(document.createElement('label'), { htmlFor: name, textContent: label }));
  const input = line.appendChild(document.createElement('input'));
  Object.assign(input, { id: name, type: name === 'clientSecret' ? 'password' : 'text' });
  input.dataset.name = name;
  tracked[name] = '';
  Object.defineProperty(input, 'value', {
    configurable: true,
    get() { return native.get.call(this); },
    set(text) { tracked[name] = String(text); native.set.call(this, text); },
  });
}
const line = root.appendChild(document.createElement('div'));
line.className = 'row';
line.innerHTML = '<span id="i">Impersonate Users</span><button type="button" role="switch" class="switch" aria-labelledby="i" data-name="impersonateUsers"></button>';
const toggle = line.querySelector('button');
const draw = () => {
  for (const name of Object.keys(labels)) {
    const input = document.getElementById(name);
    if (native.get.call(input) !== state[name]) native.set.call(input, state[name]);
    tracked[name] = state[name];
  }
  toggle.setAttribute('aria-checked', String(state.impersonateUsers));
};
root.addEventListener('input', ({ target }) => {
  const text = native.get.call(target);
  if (!(target.id in labels) || text === tracked[target.id]) return;
  state = { ...state, [target.id]: text };
  queueMicrotask(draw);
});
toggle.addEventListener('click', () => {
  state = { ...state, impersonateUsers: !state.impersonateUsers };
  queueMicrotask(draw);
});
draw();
setInterval(draw, 20);
root.insertAdjacentHTML('beforeend', '<p><button type="button">Test Connection</button> <button>Confirm Purchase</button></p>');
`;
