"""What is typed of documents."""
