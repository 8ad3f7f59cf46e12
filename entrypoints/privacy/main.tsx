import { Privacy } from '../../components/Privacy.tsx';
import { draw } from '../../lib/ui/draw.tsx';
import { followFacts } from '../../lib/ui/follow-facts.ts';

await followFacts('tab', { at: 'elsewhere' });
await draw(<Privacy />);
