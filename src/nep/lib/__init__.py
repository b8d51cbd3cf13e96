"""Plain Python that knows neither Django nor a database: time, numbers, Vietnamese text."""
