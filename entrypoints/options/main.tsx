import { Options } from '../../components/Options.tsx';
import { draw } from '../../lib/ui/draw.tsx';
import { followFacts } from '../../lib/ui/follow-facts.ts';

await followFacts('tab', { at: 'elsewhere' });
await draw(<Options />);
