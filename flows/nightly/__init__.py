"""The night: its flow, the steps as Prefect tasks, and what stands before and after them."""
