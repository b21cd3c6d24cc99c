"""The overview in Streamlit, nothing cached but the records."""

import streamlit as st
from plots import MAP, drawn

named = st.pills("States in the record", ["named", "reported only"], key="filter-named")
numbers, figures = drawn(named)
for column, (name, number) in zip(st.columns(4), numbers.items(), strict=True):
    column.metric(name, number)
for number, figure in enumerate(figures):
    st.plotly_chart(figure, key=f"plot-{number}", config=MAP | {"topojsonURL": "app/static/topojson/"})
