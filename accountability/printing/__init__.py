"""What leaves the system on paper or as a file: PDF in the form of NĐ 30/2020, workbooks, lists."""
