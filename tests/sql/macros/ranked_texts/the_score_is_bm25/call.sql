from ranked_texts('quote', 'bridge')
